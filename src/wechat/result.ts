/**
 * What can go wrong is a value until a route turns it into a response: error classes do not survive a call to a
 * Durable Object, and a type that names every failure cannot be forgotten.
 */
export type Result<Value, Failure> = { ok: true; value: Value } | { ok: false; failure: Failure };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
