import { createHmac } from 'node:crypto';

/**
 * What a receiver compares `X-Touchline-Signature` with: who knows the secret sent this body at this time.
 * @param timestamp seconds since 1970, as `X-Touchline-Timestamp` has them
 */
export function signatureOf(secret: string, timestamp: number, body: string): string {
	return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
