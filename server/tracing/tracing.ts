import type { BullMQOtel } from 'bullmq-otel';
import type { RequestHandler } from 'express';

/** What a span is about; without a match it belongs to whatever it happens in. */
export interface Traced {
	match?: string | undefined;
	stage?: string | undefined;
	model?: string | undefined;
	job?: string | undefined;
}

/** What a process does to be traced: see open-telemetry.ts. */
export interface Tracing {
	/** Does the work within a span, which tells when it fails. */
	span<Result>(name: string, about: Traced, work: () => Promise<Result>): Promise<Result>;
	/** Tells that a match was stored for the first time: the span that all others of the match are below. */
	match(matchId: string): void;
	/** What a job about a match carries, so that BullMQ's spans are below the match's. */
	jobTelemetry(matchId: string): { metadata: string };
	/** For BullMQ's workers. */
	readonly bullmq: BullMQOtel;
	/** A span for each request. */
	readonly request: RequestHandler;
}

let current: Tracing | null = null;

/** How this process is traced; null when it is not. OpenTelemetry's own API is one per process as well. */
export function tracing(): Tracing | null {
	return current;
}

export function setTracing(tracing: Tracing | null): void {
	current = tracing;
}

/** Does the work, within a span when the process is traced. */
export function traced<Result>(name: string, about: Traced, work: () => Promise<Result>): Promise<Result> {
	return current ? current.span(name, about, work) : work();
}
