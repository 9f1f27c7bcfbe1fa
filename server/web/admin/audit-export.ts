import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { auditQuery } from '../../audit/audit-query.ts';
import type { AuditLine } from '../../audit/list-audit.ts';
import { requireOperator, type WebServices } from '../../trpc/context.ts';
import { type Caller, createCaller } from '../../trpc/router.ts';
import { requestContext } from '../request-context.ts';
import { answerRefusal } from './answering.ts';
import { CSV_HEAD, toCsv } from './audit-csv.ts';

const query = z.intersection(
	z.object({ format: z.enum(['csv', 'jsonl'], 'say "csv" or "jsonl"').default('jsonl') }),
	auditQuery,
);

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };
const LINE = { csv: toCsv, jsonl: toJsonLine };

/** Lines that are read at once: the memory that an export takes, whatever there is. */
const CHUNK = 500;

/** `GET /api/admin/audit`: all lines that the filter means, the newest first, as CSV or as JSON lines, while they are read. */
export function auditExport(services: WebServices): RequestHandler {
	return async (req, res) => {
		const context = requestContext(services, req, res);
		try {
			await requireOperator(context);
			const { format, ...filter } = query.parse(withoutEmpty(req.query));
			const pages = readPages(createCaller(context), filter);
			// Refusals come with the first page, as long as a status can be told.
			const first = await pages.next();
			const day = context.realClock.now().toISOString().slice(0, 10);
			res
				.type(TYPES[format])
				.set('Cache-Control', 'no-store')
				.set('Content-Disposition', `attachment; filename="touchline-audit-${day}.${format}"`);
			const text = async function* () {
				if (format === 'csv') yield CSV_HEAD;
				if (!first.done) yield first.value.map(LINE[format]).join('');
				for await (const lines of pages) yield lines.map(LINE[format]).join('');
			};
			await pipeline(Readable.from(text()), res);
		} catch (error) {
			if (res.headersSent) cutOff(services, error);
			else answerRefusal(services, res, error);
		}
	};
}

async function* readPages(
	{ audit }: Caller,
	filter: z.infer<typeof auditQuery>,
): AsyncGenerator<AuditLine[], void> {
	let cursor: string | undefined;
	do {
		const { lines, nextCursor } = await audit.list({ filter, cursor, limit: CHUNK });
		yield lines;
		cursor = nextCursor ?? undefined;
	} while (cursor !== undefined);
}

/** The connection ended in the middle, so that half an export is not taken for one; a reader who goes away is no error. */
function cutOff({ log }: WebServices, error: unknown): void {
	const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
	if (!left) log.error({ err: error }, 'an export ended in the middle');
}

/** A form sends what is left empty, too. */
function withoutEmpty(asked: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}

function toJsonLine({ moreSubjects: _, ...line }: AuditLine): string {
	return `${JSON.stringify(line)}\n`;
}
