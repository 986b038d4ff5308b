/** The runtime's sign-in page, which leads back here. */
export const signInHref = () =>
  `/sign-in?next=${encodeURIComponent(location.pathname.startsWith('/studio') ? location.pathname : '/studio')}`;
