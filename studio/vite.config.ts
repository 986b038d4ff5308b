import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  resolve: {
    alias: [
      // Ajv writes code, which the page's policy forbids; the compiler gets an interpreter with the same door.
      { find: 'ajv/dist/2020.js', replacement: here('./src/json-schema/interpreter.ts') },
      { find: /^ajv-formats$/, replacement: here('./src/json-schema/formats.ts') },
    ],
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The code editor, charts and field controls arrive on demand; their chunks are larger than Vite's default mark.
    chunkSizeWarningLimit: 1200,
  },
});
