import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The gateway serves dist/public; dist/documents is what it runs for the dashboard.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/public',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
