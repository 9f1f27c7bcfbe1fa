import { Prisma } from '../../prisma/generated/client.ts';
import { PIPELINE } from '../auth/roles.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { AUDIT_LABELS, tellAction } from './actions.ts';
import type { AuditFilter } from './audit-query.ts';
import type { Subject } from './define-action.ts';
import { everythingAbout } from './everything-about.ts';
import { labelSubjects } from './label-subjects.ts';

/** One thing that somebody, or the pipeline by itself, did. */
export interface AuditLine {
	id: string;
	/** Real time. */
	at: Date;
	/** Null: the pipeline itself. */
	person: string | null;
	/** A stored name such as "failures.retry". */
	action: string;
	label: string;
	/** What was done and with what result, after the person's name. */
	sentence: string;
	/** What it was about: the first ones. */
	subjects: LabelledSubject[];
	moreSubjects: number;
	/** As it is stored. */
	detail: unknown;
}

export interface LabelledSubject extends Subject {
	/** What people call it; null where that says no more than what was done. */
	label: string | null;
}

export interface AuditPage {
	lines: AuditLine[];
	/** For the next page; null when this is the last one. */
	nextCursor: string | null;
}

/** Subjects that a line names. */
const NAMED = 5;

/**
 * A page of the audit trail, the newest first.
 * @throws AppError 'not-found' for a person that there never was, 'invalid' when the cursor is none
 */
export async function listAudit(
	db: Database,
	filter: AuditFilter,
	{ cursor, limit }: { cursor?: string; limit: number },
): Promise<AuditPage> {
	const conditions = [...(await conditionsOf(db, filter)), ...(cursor === undefined ? [] : [before(cursor)])];
	const rows = await db.$queryRaw<Row[]>`
		SELECT a.id, a.at, a.action, a.detail, o.name AS person
		FROM ${await linesAbout(db, filter.about)} a LEFT JOIN "Operator" o ON o.id = a."operatorId"
		WHERE ${Prisma.join([Prisma.sql`true`, ...conditions], ' AND ')}
		ORDER BY a.at DESC, a.id DESC LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const told = page.map(({ action, detail }) => tellAction(action, detail));
	const labels = await labelSubjects(
		db,
		told.flatMap(({ subjects }) => subjects.slice(0, NAMED)),
	);
	const last = page.at(-1);
	return {
		lines: page.map((row, index) => {
			const { sentence = '', subjects = [] } = told[index] ?? {};
			return {
				...row,
				label: AUDIT_LABELS[row.action] ?? row.action,
				sentence,
				subjects: subjects.slice(0, NAMED).map((subject) => ({ ...subject, label: labels(subject) })),
				moreSubjects: Math.max(0, subjects.length - NAMED),
			};
		}),
		nextCursor: last && rows.length > limit ? `${last.at.getTime()}-${last.id}` : null,
	};
}

type Row = Pick<AuditLine, 'id' | 'at' | 'action' | 'detail' | 'person'>;

/** Those about something are found first, by their index: in the order of time, all others would be gone through. */
async function linesAbout(db: Database, about: string | undefined): Promise<Prisma.Sql> {
	if (about === undefined) return Prisma.sql`"OperatorAction"`;
	const subjects = await everythingAbout(db, about);
	return Prisma.sql`(
		WITH found AS MATERIALIZED (SELECT * FROM "OperatorAction" WHERE subjects && ${subjects}::text[])
		SELECT * FROM found
	)`;
}

async function conditionsOf(db: Database, { person, action, from, to }: AuditFilter): Promise<Prisma.Sql[]> {
	const operatorId = person === undefined ? undefined : await operatorIdOf(db, person);
	return [
		...(operatorId === null ? [Prisma.sql`a."operatorId" IS NULL`] : []),
		...(typeof operatorId === 'string' ? [Prisma.sql`a."operatorId" = ${operatorId}`] : []),
		...(action === undefined ? [] : [Prisma.sql`a.action = ${action}`]),
		...(from ? [Prisma.sql`a.at >= ${from}::timestamptz`] : []),
		...(to ? [Prisma.sql`a.at < ${to}::timestamptz`] : []),
	];
}

/** Also of somebody who was removed. Null: the pipeline itself. */
async function operatorIdOf(db: Database, name: string): Promise<string | null> {
	if (name === PIPELINE) return null;
	const operator = await db.operator.findUnique({ where: { name }, select: { id: true } });
	if (operator) return operator.id;
	throw new AppError('not-found', `There never was anybody called "${name}": choose a person in the filter.`);
}

function before(cursor: string): Prisma.Sql {
	const [, time, id] = /^(\d{1,15})-(\S{1,100})$/.exec(cursor) ?? [];
	if (time === undefined || id === undefined) {
		throw new AppError('invalid', 'This page of the audit trail does not exist: begin with the first.');
	}
	return Prisma.sql`(a.at, a.id) < (${new Date(Number(time))}::timestamptz, ${id})`;
}
