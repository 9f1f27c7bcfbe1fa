import { context, propagation, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/** Paths of which a span says nothing: the console's files, and the scrapes that come every few seconds. */
const UNTRACED = /^\/(assets\/|metrics$)/;

/** Gives each request a span below the caller's own, if it sends one; streams, which last for hours, have none. */
export function requestSpan(tracer: Tracer): RequestHandler {
	return (req, res, next) => {
		if (UNTRACED.test(req.path) || req.get('accept')?.includes('text/event-stream')) return next();
		const route = routePattern(req.path);
		const parent = propagation.extract(context.active(), req.headers);
		const span = tracer.startSpan(
			`${req.method} ${route}`,
			{
				kind: SpanKind.SERVER,
				attributes: { 'http.request.method': req.method, 'http.route': route, 'url.path': req.path },
			},
			parent,
		);
		res.once('close', () => {
			span.setAttribute('http.response.status_code', res.statusCode);
			if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
			span.end();
		});
		context.with(trace.setSpan(parent, span), next);
	};
}

/** The path with everything behind its first part left out, so that there are few: "/matches/*". */
function routePattern(path: string): string {
	const [, first = '', rest] = path.split('/');
	return rest === undefined ? `/${first}` : `/${first}/*`;
}
