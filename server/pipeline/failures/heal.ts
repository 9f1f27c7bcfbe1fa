import type { Database } from '../../db.ts';

/** Closes those of the named failures that are open: their work has been done. */
export async function healNamed(db: Database, ids: string[], now: Date): Promise<void> {
	await db.jobFailure.updateMany({
		where: { id: { in: ids }, resolvedAt: null },
		data: { resolvedAt: now, resolution: 'healed' },
	});
}
