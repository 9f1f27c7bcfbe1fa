import type { Env } from '../env.ts';

/** Where the traces of this process go. */
export interface TraceTarget {
	url: string;
	serviceName: string;
}

/** The target that OpenTelemetry's own variables name; null without one. */
export function traceTarget(process: string, env: Env): TraceTarget | null {
	const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME } = env;
	const base = OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/*$/, '');
	const url = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base === undefined ? undefined : `${base}/v1/traces`);
	return url === undefined ? null : { url, serviceName: OTEL_SERVICE_NAME ?? `touchline-${process}` };
}
