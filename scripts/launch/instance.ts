import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../server/errors.ts';

/**
 * Claims the data folder for this process, so that two runs never share it. What a killed run left behind
 * is taken over.
 * @returns gives the folder back
 * @throws AppError ('conflict') when another run is alive
 */
export async function claimDataDir(dataDir: string): Promise<() => Promise<void>> {
	await mkdir(dataDir, { recursive: true });
	const file = path.join(dataDir, 'touchline.pid');
	const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
	if (owner && owner !== process.pid && (await isTouchline(owner))) {
		throw new AppError(
			'conflict',
			`Touchline already runs here (process ${owner}): stop it with Ctrl-C in its terminal or \`kill ${owner}\`, or set TOUCHLINE_DATA_DIR.`,
		);
	}
	await writeFile(file, `${process.pid}\n`);
	return () => rm(file, { force: true });
}

/** Process ids are given out again, so the number alone proves nothing. */
async function isTouchline(pid: number): Promise<boolean> {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'scripts/start.ts');
	return command.includes('scripts/start.ts');
}
