export { type AppOptions, createApp } from './app.ts';
export type { Context, Viewer } from './context.ts';
export { type ErrorCode, errorCatalogue, isTenonError, TenonError } from './errors.ts';
export { type OpenOptions, openTenon, type ServeOptions, type Serving, serve } from './main.ts';
export type { Tenon } from './tenon.ts';
