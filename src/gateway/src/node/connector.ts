import { buildConnector } from 'undici';

const timeout = 2_000;

/** Each new connection goes to the next of several nodes, and on to the one after it where nobody answers: one that is down is no outage. */
export function connectorTo(urls: readonly URL[]): buildConnector.connector {
  const connect = buildConnector({ timeout });
  let turn = 0;
  return (options, callback) => {
    const from = turn++;
    const attempt = (at: number): void => {
      const url = urls[(from + at) % urls.length] as URL;
      const to = { ...options, host: url.host, hostname: url.hostname, port: url.port, servername: url.hostname };
      connect(to, (...result) => {
        if (result[0] && at + 1 < urls.length) attempt(at + 1);
        else callback(...result);
      });
    };
    attempt(0);
  };
}
