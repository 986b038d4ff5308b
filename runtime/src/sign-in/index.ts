export { SignInPage } from './sign-in-page.tsx';
export { shortestPassword, WelcomePage } from './welcome-page.tsx';
