import { idSecret } from './ids/secret.js';
import { configOf } from './server/config.js';
import { Log } from './server/log.js';
import { createGateway } from './server/server.js';

const log = new Log();
// Whoever reads the log may go away; queries are answered all the same.
process.stdout.on('error', () => undefined);

try {
  const config = configOf(process.env);
  const gateway = await createGateway(config, idSecret(config.idKey, config.dataFolder), log);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info('stopping', { signal });
      void gateway.close().then(() => log.info('stopped'));
    });
  }
  gateway.server.on('error', (error) => {
    log.error('cannot listen', { reason: error.message });
    process.exitCode = 1;
  });
  gateway.server.listen(config.port, config.host, () => {
    log.info('listening', {
      host: config.host,
      port: config.port,
      node: config.nodeUrls.map((url) => url.origin).join(),
      graphiql: config.development,
    });
  });
} catch (error) {
  log.error('cannot start', { reason: error instanceof Error ? error.message : 'unknown' });
  process.exitCode = 1;
}
