import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** What must not stand in the hidden copy of the header by which the table measures its columns: it could take the focus. */
export function HeaderOnly({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [inHeader, setInHeader] = useState(false);
  useLayoutEffect(() => setInHeader(place.current?.closest('thead') != null), []);
  return <span ref={place}>{inHeader && children}</span>;
}
