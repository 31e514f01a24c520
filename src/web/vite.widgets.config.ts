import { defineConfig } from 'vite';

// One file each, for pages that are not ours: `--mode carekpi` is the widgets, `--mode frame` the page that shows one in a frame.
export default defineConfig(({ mode }) => ({
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  build: {
    outDir: 'dist/widgets',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    lib: {
      entry: mode === 'frame' ? 'src/widgets/frame.ts' : 'src/widgets/main.ts',
      formats: ['iife'],
      name: 'carekpi',
      fileName: () => (mode === 'frame' ? 'frame.js' : 'carekpi.js'),
    },
  },
}));
