import type { Plugin } from 'graphql-yoga';
import { failure } from '../node/problems.js';

/** What comes in an address or a form holds JSON in two places; where that is none, it is the caller's mistake and not the gateway's. */
export const parametersPlugin: Plugin = {
  onRequestParse({ requestParser, setRequestParser }) {
    if (!requestParser) return;
    setRequestParser(async (request) => {
      try {
        return await requestParser(request);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw failure('BAD_INPUT', '"variables" or "extensions" is not JSON. Send each as a JSON object, or leave it out.', {
          http: { status: 400 },
        });
      }
    });
  },
};
