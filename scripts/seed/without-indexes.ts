import type { Transaction } from '../../server/db.ts';

/**
 * Fills a table while it has neither indexes nor foreign keys, and makes them again as they were: row by row, millions of rows take
 * ten times as long. Needs the table's owner.
 */
export async function withoutIndexes(
	tx: Transaction,
	table: string,
	fill: () => Promise<number>,
): Promise<number> {
	const constraints = await tx.$queryRaw<{ drop: string; create: string }[]>`
		SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
			format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS create
		FROM pg_constraint WHERE conrelid = ${`"${table}"`}::regclass AND contype IN ('f', 'p')
		ORDER BY contype DESC`;
	for (const { drop } of constraints) await tx.$executeRawUnsafe(drop);
	const indexes = await tx.$queryRaw<{ drop: string; create: string }[]>`
		SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS create
		FROM pg_index WHERE indrelid = ${`"${table}"`}::regclass`;
	for (const { drop } of indexes) await tx.$executeRawUnsafe(drop);
	const rows = await fill();
	for (const { create } of [...indexes, ...constraints]) await tx.$executeRawUnsafe(create);
	return rows;
}
