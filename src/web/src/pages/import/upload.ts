export type Uploaded = { readonly job: string } | { readonly refused: string };

/** Sends a file as it is. `fetch` does not tell how far it is. */
export function upload(file: File, mapping: string, onProgress: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/imports?${new URLSearchParams({ mapping }).toString()}`);
    request.setRequestHeader('content-type', 'text/csv');
    if (file.name.endsWith('.gz')) request.setRequestHeader('content-encoding', 'gzip');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { job, detail, code } = (request.response ?? {}) as { readonly job?: string; readonly detail?: string; readonly code?: string };
      if (request.status === 202 && job) resolve({ job });
      else resolve({ refused: detail ?? code ?? `HTTP ${request.status}` });
    };
    request.onerror = () => resolve({ refused: 'HTTP 0' });
    request.send(file);
  });
}
