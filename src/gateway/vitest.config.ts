import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The copy of graphql that Node gives to the gateway's dependencies, or errors of one would not be known to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  // Files share what they import, which costs more than all that they test.
  test: { include: ['tests/**/*.test.ts'], testTimeout: 20_000, isolate: false },
});
