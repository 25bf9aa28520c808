/** An error as Stripe answers it (docs.stripe.com/api/errors). */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, type: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { error: { type, message, ...more } };
  }
}

export const invalid = (message: string, param?: string): ApiError =>
  new ApiError(400, 'invalid_request_error', message, param ? { param } : {});

export const missing = (what: string): ApiError =>
  new ApiError(404, 'invalid_request_error', `No such ${what}.`, { code: 'resource_missing' });
