export { addKeyToFile, openSecrets, type Secrets, type SecretsOptions } from './secrets.ts';
