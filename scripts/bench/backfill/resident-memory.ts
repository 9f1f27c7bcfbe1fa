import { readFile } from 'node:fs/promises';
import type { Database } from '../../../server/db.ts';

/** Bytes that the live worker processes hold in memory, all together. Linux only. */
export async function residentMemory(db: Database): Promise<number> {
	const workers = await db.workerHeartbeat.findMany({ where: { stoppedAt: null }, select: { pid: true } });
	const held = await Promise.all(workers.map(({ pid }) => residentBytes(pid)));
	return held.reduce((sum, bytes) => sum + bytes, 0);
}

async function residentBytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
	if (kilobytes === undefined) throw new Error(`Process ${pid} does not say what memory it holds.`);
	return Number(kilobytes) * 1024;
}
