import pLimit from 'p-limit';
import { Agent, request } from 'undici';

/** Real milliseconds of model calls alone, at this concurrency: what the machine and the model server need for them. */
export async function bareCalls(modelsUrl: string, calls: number, concurrency: number): Promise<number> {
	const agent = new Agent();
	const limit = pLimit(concurrency);
	const body = JSON.stringify({
		model: 'bench',
		messages: [{ role: 'user', content: 'Predict the score.' }],
	});
	const call = async () => {
		const reply = await request(`${modelsUrl}/chat/completions`, { dispatcher: agent, method: 'POST', body });
		await reply.body.json();
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: calls }, () => limit(call)));
	const ms = performance.now() - startedAt;
	await agent.close();
	return ms;
}
