import type {
	FailureAction,
	FailureActionResult,
	NamedResult,
} from '../../server/pipeline/failures/failure-action.ts';
import { countOf } from '../../server/words.ts';
import { actionText, progressLine, refusedLines } from './action-text.ts';
import { columns } from './columns.ts';
import { confirm } from './confirm.ts';
import { type Asking, ask, type CommonOptions } from './connection.ts';
import { hasCome } from './has-come.ts';
import { readRefused } from './read-refused.ts';
import type { Shell } from './shell.ts';
import type { Target } from './target.ts';
import { waitFor } from './wait-for.ts';

export interface ActOptions extends CommonOptions {
	yes: boolean;
	wait: boolean;
}

/** What is done to failures. */
export interface Verb {
	/** As a question begins. */
	name: 'Retry' | 'Clear';
	/** Begins it; refused with 'conflict' when more than the target's count is chosen by now. */
	start(asking: Asking, target: Target): Promise<Begun>;
}

interface Begun {
	action: FailureAction;
	/** Of each failure that was named, when they were. */
	results?: NamedResult[];
}

/** Asks, does it, follows it to its end, and says what came of it. */
export async function act(
	shell: Shell,
	verb: Verb,
	target: Target,
	{ url, json, yes, wait }: ActOptions,
): Promise<void> {
	let unknown = unknownMatches(target);
	const print = (action: FailureAction | null, refused: FailureActionResult[], text: string) => {
		const lines = [text, ...columns(unknown.map(({ id, reason }) => [id, 'refused', reason]))];
		shell.out.write(json ? `${JSON.stringify({ action, refused, unknown })}\n` : `${lines.join('\n')}\n`);
	};
	if (target.count === 0) {
		if (nothingExists(target, unknown)) shell.exitCode = 1;
		return void print(null, [], 'No failure is chosen: there is nothing to do.');
	}
	if (!(await confirm(shell, `${verb.name} ${countOf(target.count, 'failure')}?`, yes))) {
		return void print(null, [], 'Nothing was done.');
	}

	const { action: started, results = [] } = await ask(shell, { url }, (asking) => verb.start(asking, target));
	unknown = [...unknown, ...results.flatMap(unknownFailure)];
	if (nothingExists(target, unknown)) shell.exitCode = 1;
	const action = wait ? await waitUntilCome(shell, started, url) : started;
	const refused =
		action.outcomes.refused > 0 ? await ask(shell, { url }, (asking) => readRefused(asking, action.id)) : [];
	print(action, refused, [actionText(action), ...refusedLines(refused, action.outcomes.refused)].join('\n'));
}

/** What was named and is not there. */
interface Unknown {
	id: string;
	reason: string;
}

function unknownMatches(target: Target): Unknown[] {
	if (target.by !== 'all') return [];
	return target.unknown.map((id) => ({ id, reason: 'there is no match with this id' }));
}

function unknownFailure({ failureId: id, match, reason }: NamedResult): Unknown[] {
	return match === null ? [{ id, reason }] : [];
}

function nothingExists(target: Target, unknown: Unknown[]): boolean {
	const named = target.by === 'failure' ? target.ids : target.by === 'all' ? target.filter.matchIds : [];
	return unknown.length > 0 && unknown.length === named?.length;
}

function waitUntilCome(
	shell: Shell,
	started: FailureAction,
	url: string | undefined,
): Promise<FailureAction> {
	const { id } = started;
	return waitFor(shell, started, {
		read: () => ask(shell, { url }, ({ client, options }) => client.failures.action.query({ id }, options)),
		isOver: hasCome,
		progress: progressLine,
		goesOn: `It goes on without you. To stop it: npm run touchline -- cancel ${id}`,
	});
}
