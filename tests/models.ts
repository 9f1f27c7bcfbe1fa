import { afterAll, beforeAll, expect } from 'vitest';
import type { FaultInput } from '../scripts/model-server/faults.ts';
import { type ModelServer, startModelServer } from '../scripts/model-server/server.ts';
import { type ChatClient, createChatClient } from '../server/models/chat-client.ts';
import { resolveEndpoint } from '../server/models/providers.ts';

export interface TestModels {
	server: ModelServer;
	client: ChatClient;
	/** Sets the faults in force; none heals them. */
	setFaults(faults: FaultInput[]): Promise<void>;
	forgetCalls(): Promise<void>;
}

/** A stand-in model server of the test's own, and a client that asks it whatever the provider. */
export function testModels(): () => TestModels {
	let models: TestModels | undefined;

	beforeAll(async () => {
		const server = await startModelServer();
		const config = { modelsUrl: server.url, apiKeys: {}, baseUrls: {} };
		const client = createChatClient({
			endpointOf: (provider) => resolveEndpoint(config, provider),
			defaultTimeoutMs: 5_000,
		});
		/** Speaks to it as the scripts do. */
		const tell = async (method: string, path: string, body?: unknown) => {
			const answer = await fetch(new URL(`/${path}`, server.url), { method, body: JSON.stringify(body) });
			expect(answer.ok).toBe(true);
		};
		models = {
			server,
			client,
			setFaults: (faults) => tell('PUT', 'faults', faults),
			forgetCalls: () => tell('DELETE', 'calls'),
		};
	});

	afterAll(async () => {
		await models?.client.close();
		await models?.server.close();
	});

	return () => {
		if (!models) throw new Error('The models exist from beforeAll on.');
		return models;
	};
}
