import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { loadRegistry } from '../../server/models/registry.ts';
import { type CallLog, CallRecorder } from './call-log.ts';
import { type FaultInput, FaultPlan, faultOfHeader, faultsSchema } from './faults.ts';
import { hashOf } from './hash.ts';
import { type MatchHints, readHints } from './hints.ts';
import { respond, respondWithCompletion, respondWithError, respondWithFault } from './respond.ts';

export interface ModelServerOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Default 127.0.0.1: this machine only. */
	host?: string;
	/** Real milliseconds before every answer; 0 by default. */
	latencyMs?: number;
	/** Faults in force from the start. */
	faults?: FaultInput[];
	/** Providers' names of the models that it lists; those of prisma/models.json by default. It answers for any other as well. */
	models?: string[];
}

export interface ModelServer {
	/** For the models' address: http://host:port/v1. */
	url: string;
	calls(): CallLog;
	/** Stops at once; calls still open lose their connection. */
	close(): Promise<void>;
}

/**
 * Starts a server that stands in for language models: it speaks the OpenAI API's `POST /v1/chat/completions`
 * and `GET /v1/models`, and answers as each model's character would. `PUT /faults` (a JSON list) sets
 * faults and `DELETE /faults` heals them; `GET /calls` tells what was asked and `DELETE /calls` forgets it.
 * @throws the system's error (`EADDRINUSE`) when it cannot listen; ZodError for faults that are none
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
	const { port = 0, host = '127.0.0.1', latencyMs = 0 } = options;
	const state: State = {
		latencyMs,
		models: options.models ?? loadRegistry().map(({ model }) => model),
		faults: new FaultPlan(options.faults),
		calls: new CallRecorder(),
		hints: new Map(),
	};
	const server = createServer((request, response) => {
		handle(state, request, response).catch((error: unknown) => refuse(response, error));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const address = z.object({ port: z.number() }).parse(server.address());
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/v1`,
		calls: () => state.calls.read(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

interface State {
	latencyMs: number;
	models: string[];
	faults: FaultPlan;
	calls: CallRecorder;
	/** What prompts tell, since a match's prompt comes once for each model. */
	hints: Map<string, PromptNotes>;
}

interface PromptNotes {
	hash: number;
	hints: MatchHints;
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
	switch (`${request.method} ${request.url}`) {
		case 'POST /v1/chat/completions':
			return complete(state, request, response);
		case 'GET /v1/models':
			return respond(response, 200, {
				object: 'list',
				data: state.models.map((id) => ({ id, object: 'model' })),
			});
		case 'GET /faults':
			return respond(response, 200, state.faults.read());
		case 'PUT /faults':
			state.faults.replace(faultsSchema.parse(await readJson(request)));
			return respond(response, 200, state.faults.read());
		case 'DELETE /faults':
			state.faults.replace([]);
			return respond(response, 200, []);
		case 'GET /calls':
			return respond(response, 200, state.calls.read());
		case 'DELETE /calls':
			state.calls.clear();
			return respond(response, 200, state.calls.read());
		default:
			return respondWithError(response, 404, `There is no ${request.method} ${request.url} here.`);
	}
}

const completionRequest = z.object({
	model: z.string().min(1),
	messages: z.array(z.object({ content: z.string() })).min(1),
});

async function complete(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { model, messages } = completionRequest.parse(await readJson(request));
	const prompt = messages.map(({ content }) => content).join('\n');
	const { hash, hints } = notesOn(state, prompt);
	const asked = z.string().optional().parse(request.headers['x-fault']);
	const own = faultOfHeader(asked);
	const faults = own ? [own] : state.faults.meet(model);
	const call = state.calls.begin(model, hash);
	const delay =
		state.latencyMs +
		faults.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.latencyMs : 0), 0);
	const answer = () => {
		const fault = faults.find(({ kind }) => kind !== 'latency' && kind !== 'badJson');
		if (fault) return respondWithFault(response, fault, model);
		const cut = faults.some(({ kind }) => kind === 'badJson');
		if (!cut) call.answered += 1;
		respondWithCompletion(response, { model, promptHash: hash, promptLength: prompt.length, hints }, cut);
	};
	const timer = delay > 0 ? setTimeout(answer, delay) : undefined;
	response.once('close', () => {
		clearTimeout(timer);
		state.calls.end();
	});
	if (timer === undefined) answer();
}

const REMEMBERED_PROMPTS = 1_000;

function notesOn({ hints }: State, prompt: string): PromptNotes {
	const known = hints.get(prompt);
	if (known) return known;
	if (hints.size >= REMEMBERED_PROMPTS) hints.clear();
	const notes = { hash: hashOf(prompt), hints: readHints(prompt) };
	hints.set(prompt, notes);
	return notes;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return JSON.parse(Buffer.concat(chunks).toString());
}

function refuse(response: ServerResponse, error: unknown): void {
	if (response.headersSent || response.destroyed) return;
	const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
	respondWithError(response, 400, message);
}
