import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { PageSkeleton } from '../pages/index.ts';

/** From the sign-in page to where its link wanted to lead: a path of this origin, of either app. */
export function Onward() {
  const { search } = useLocation();
  const next = new URLSearchParams(search).get('next') ?? '/';
  useEffect(() => {
    const target = new URL(next, location.origin);
    location.replace(target.origin === location.origin ? target.pathname + target.search : '/');
  }, [next]);
  return <PageSkeleton />;
}
