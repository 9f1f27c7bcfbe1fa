import type { Server } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { ensureOperator } from '../server/auth/operators.ts';
import { readEnv } from '../server/env.ts';
import { createFeedListener } from '../server/feed/listener.ts';
import { createFeedPublisher } from '../server/feed/publisher.ts';
import type { SharedAnswers } from '../server/shared-answers.ts';
import type { WebServices } from '../server/trpc/context.ts';
import { createWebApp, webServices } from '../server/web/app.ts';
import { closeServer, listen } from '../server/web/listen.ts';
import { ManualClock } from './manual-clock.ts';
import { START, type TestPipeline, type TestPipelineOptions, testPipeline } from './pipeline.ts';

export const PASSWORD = 'correct horse battery';

export interface TestWeb {
	url: string;
	services: WebServices;
	pipeline: TestPipeline;
	/** Real time, as far as sessions and the health check are concerned. */
	realClock: ManualClock;
}

interface TestWebOptions extends TestPipelineOptions {
	/** Answers are shared until the feed tells of a change, as they are in a web process. */
	sharing?: boolean;
}

/** No feed tells of what a test stores by hand. */
const ASKED_ANEW: SharedAnswers = { share: (_key, ask) => ask(), forget: () => undefined };

/** The web process's interfaces for programs, over HTTP, with a pipeline that nothing works on. */
export function testWeb({ sharing = false, ...options }: TestWebOptions = {}): () => TestWeb {
	const pipeline = testPipeline(options);
	let web: (TestWeb & { server: Server }) | undefined;

	beforeAll(async () => {
		const { db, url: databaseUrl, ...rest } = pipeline();
		const onError = (error: unknown) => {
			throw error;
		};
		const listener = createFeedListener(databaseUrl, onError);
		await listener.ready();
		const feed = createFeedPublisher(db, onError);
		const realClock = new ManualClock(START);
		const close = () => Promise.resolve();
		const context = { ...rest, db, databaseUrl, env: readEnv(), feed, listener, replay: null, close };
		const services = { ...webServices(context, realClock), ...(!sharing && { shared: ASKED_ANEW }) };
		await ensureOperator(db, PASSWORD);
		const server = await listen(createWebApp(services), { host: '127.0.0.1', port: 0 });
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('The server has no port.');
		const url = `http://127.0.0.1:${address.port}`;
		web = { url, services, pipeline: pipeline(), realClock, server };
	});

	afterAll(async () => {
		if (!web) return;
		await closeServer(web.server);
		await web.services.feed.flush();
		await web.services.listener.close();
	});

	return () => {
		if (!web) throw new Error('The web process exists from beforeAll on.');
		return web;
	};
}
