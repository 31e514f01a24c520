import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const version = 1;
const tagBytes = 16;
const block = 16;

/**
 * Seals short texts into opaque tokens: the same text always gives the same token, and a token that was not made with this key opens to
 * null. The HMAC of the text serves as the initialisation vector and, on opening, as the proof (the SIV construction), because a random
 * vector would make ids that change. Texts are padded so that a token does not show how long a key is.
 */
export class TokenCodec {
  readonly #mac: Buffer;
  readonly #cipher: Buffer;

  constructor(secret: Buffer) {
    this.#mac = Buffer.from(hkdfSync('sha256', secret, '', 'carekpi id mac', 32));
    this.#cipher = Buffer.from(hkdfSync('sha256', secret, '', 'carekpi id cipher', 32));
  }

  seal(text: string): string {
    const bytes = Buffer.from(text, 'utf8');
    const plain = Buffer.alloc(Math.ceil((bytes.length + 1) / block) * block, 0x20);
    bytes.copy(plain);
    const tag = this.#tag(plain);
    const cipher = createCipheriv('aes-256-ctr', this.#cipher, tag);
    return Buffer.concat([Buffer.of(version), tag, cipher.update(plain), cipher.final()]).toString('base64url');
  }

  open(token: string): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes[0] !== version || bytes.length <= 1 + tagBytes || bytes.toString('base64url') !== token) return null;
    const tag = bytes.subarray(1, 1 + tagBytes);
    const decipher = createDecipheriv('aes-256-ctr', this.#cipher, tag);
    const plain = Buffer.concat([decipher.update(bytes.subarray(1 + tagBytes)), decipher.final()]);
    return timingSafeEqual(tag, this.#tag(plain)) ? plain.toString('utf8').trimEnd() : null;
  }

  #tag(plain: Buffer): Buffer {
    return createHmac('sha256', this.#mac).update(plain).digest().subarray(0, tagBytes);
  }
}
