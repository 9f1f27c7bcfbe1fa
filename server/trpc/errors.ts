import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Logger } from '../log.ts';

/** tRPC's name, and with it the HTTP status, of each of our errors. */
const CODES: Record<ErrorCode, TRPCError['code']> = {
	invalid: 'BAD_REQUEST',
	unauthenticated: 'UNAUTHORIZED',
	forbidden: 'FORBIDDEN',
	'not-found': 'NOT_FOUND',
	conflict: 'CONFLICT',
	'rate-limited': 'TOO_MANY_REQUESTS',
	unavailable: 'SERVICE_UNAVAILABLE',
};

/** What a caller is told of an error: our own as they are, of others only that there was one. */
export function toTrpcError(error: unknown, log: Pick<Logger, 'error'>): TRPCError {
	const cause = error instanceof TRPCError && error.cause ? error.cause : error;
	if (cause instanceof AppError) {
		return new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
	}
	if (cause instanceof z.ZodError) {
		return new TRPCError({ code: 'BAD_REQUEST', message: inputProblem(cause), cause });
	}
	if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
	log.error({ err: cause }, 'a request failed');
	return new TRPCError({
		code: 'INTERNAL_SERVER_ERROR',
		message: 'Something went wrong on the server: try again; its log tells what it was.',
		cause,
	});
}

/** Our name of an error that came over tRPC under its own; null for what was not ours. */
export function errorCodeOf(trpcCode: string): ErrorCode | null {
	return (
		Object.keys(CODES)
			.filter(isErrorCode)
			.find((code) => CODES[code] === trpcCode) ?? null
	);
}

function isErrorCode(code: string): code is ErrorCode {
	return code in CODES;
}

function inputProblem({ issues }: z.ZodError): string {
	const problems = issues.map(({ path, message }) => `${path.join('.') || 'the input'}: ${message}`);
	return `The request cannot be used (${problems.join('; ')}): correct it and send it again.`;
}
