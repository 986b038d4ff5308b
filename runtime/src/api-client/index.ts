export { type Api, createApi } from './api.ts';
export { ApiProvider, useApi } from './api-context.tsx';
export { ApiError, ConnectionError } from './api-error.ts';
export { type ApiClient, createApiClient } from './client.ts';
export { type Connection, createConnection } from './connection.ts';
export { keys } from './keys.ts';
export type { RecordsApi, Values } from './records.ts';
export type { DemoAccount } from './session.ts';
export type { TaskQuery } from './work.ts';
