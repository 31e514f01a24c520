/** A document that the gateway keeps: it is asked for by the SHA-256 of its text. */
export interface TypedDocument<Result, Variables> {
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** For the compiler alone. */
  readonly types?: (variables: Variables) => Result;
}
