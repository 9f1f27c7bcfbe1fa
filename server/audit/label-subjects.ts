import type { Database } from '../db.ts';
import type { Subject, SubjectKind } from './define-action.ts';

/** What people call the subjects, in a few queries for all of them; null where there is nothing better than a word. */
export async function labelSubjects(
	db: Database,
	subjects: Subject[],
): Promise<(subject: Subject) => string | null> {
	const [matches, models] = await Promise.all([
		matchLabels(db, idsOf(subjects, 'match')),
		modelLabels(db, idsOf(subjects, 'model')),
	]);
	const labels: Record<SubjectKind, (id: string) => string | null> = {
		match: (id) => matches.get(id) ?? null,
		model: (id) => models.get(id) ?? id,
		webhook: (name) => name,
		queue: (name) => name,
		competition: (code) => code,
		person: (name) => name,
		'failure action': () => null,
		backfill: () => null,
		alert: () => null,
	};
	return ({ kind, id }) => labels[kind](id);
}

async function matchLabels(db: Database, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const matches = await db.match.findMany({
		where: { id: { in: ids } },
		select: { id: true, homeTeam: { select: { name: true } }, awayTeam: { select: { name: true } } },
	});
	return new Map(matches.map(({ id, homeTeam, awayTeam }) => [id, `${homeTeam.name} – ${awayTeam.name}`]));
}

async function modelLabels(db: Database, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const models = await db.model.findMany({
		where: { id: { in: ids } },
		select: { id: true, displayName: true },
	});
	return new Map(models.map(({ id, displayName }) => [id, displayName]));
}

function idsOf(subjects: Subject[], wanted: SubjectKind): string[] {
	return [...new Set(subjects.filter(({ kind }) => kind === wanted).map(({ id }) => id))];
}
