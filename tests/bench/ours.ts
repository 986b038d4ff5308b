/** Tenon as anybody starts it, in a process of its own. */
import { openTenon, serve } from '../../server/src/main.ts';

const tenon = await openTenon({ databaseUrl: process.argv[2] ?? '' });
const serving = await serve(tenon, { port: 0, host: '127.0.0.1' });
process.send?.({ port: Number(new URL(serving.url).port) });
process.on('SIGTERM', () => void serving.close().then(() => process.exit(0)));
