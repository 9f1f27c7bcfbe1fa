import { createWriteStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Database } from '../../server/db.ts';
import { AppError } from '../../server/errors.ts';
import { exportedPredictions } from '../../server/replay/exported-predictions.ts';
import type { ReplayPlan } from '../../server/replay/replay.ts';

/** @throws AppError ('invalid') when the file could not be written later */
export async function requireWritable(file: string): Promise<void> {
	const folder = path.dirname(path.resolve(file));
	const isFolder = await stat(file).then(
		(found) => found.isDirectory(),
		() => false,
	);
	if (isFolder) throw new AppError('invalid', `${file} is a folder: name a file to export to.`);
	await access(folder, constants.W_OK).catch((cause: unknown) => {
		throw new AppError('invalid', `Nothing can be written to ${folder}: name another file to export to.`, {
			cause,
		});
	});
}

/** Writes every prediction of the replay's day as a JSON line. */
export async function exportPredictions(db: Database, replay: ReplayPlan, file: string): Promise<number> {
	const predictions = await exportedPredictions(db, replay);
	const out = createWriteStream(file);
	for (const prediction of predictions) out.write(`${JSON.stringify(prediction)}\n`);
	out.end();
	await finished(out);
	return predictions.length;
}
