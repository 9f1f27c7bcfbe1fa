import { investigationText } from '../../touchline/investigation-text.ts';
import type { Scenario, Scene, Told } from '../scene.ts';
import { awaitAftermath, playIncident } from './incident.ts';
import { leftUndone, outcomeOf, wrongFindings } from './outcome.ts';
import { recoverGroup } from './recover.ts';

/** The settlements of a whole day fail; the investigation has to name why, and one retry to mend it. */
export const settlement43: Scenario = { speed: 600, play };

async function play({ stage, recover, openConsole, say, signal }: Scene): Promise<Told> {
	await playIncident(stage, say);
	const [client] = await Promise.all([openConsole(), awaitAftermath(stage, say)]);
	const found = await client.failures.investigate.query();
	const wrong = wrongFindings(found);
	const [group] = found.groups;
	if (recover && group) {
		say(`\n${investigationText(found)}`);
		await recoverGroup(client, group, { say, signal });
		wrong.push(...leftUndone(await stage.facts()));
	}
	const outcome = outcomeOf(found, await stage.facts());
	const { matches, failures, cause, predictions, retroactive, settled, failuresLeft } = outcome;
	const summary =
		`${matches} matches, ${failures} settlements failed, cause ${cause}; ${predictions} predictions, ${retroactive} of them retroactive; ` +
		`${settled} settled, ${failuresLeft} failures left`;
	return { outcome, summary, wrong };
}
