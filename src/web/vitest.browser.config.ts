import { defineConfig } from 'vitest/config';

// One browser before one node and one gateway: the steps of a walk follow each other.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: { concurrent: false },
  },
});
