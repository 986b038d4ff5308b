import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The code editor, charts and field controls arrive on demand; their chunks are larger than Vite's default mark.
    chunkSizeWarningLimit: 1200,
  },
});
