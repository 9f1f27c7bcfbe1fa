import {
	createTRPCClient,
	httpBatchLink,
	httpSubscriptionLink,
	splitLink,
	type TRPCClient,
} from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { EventSource } from 'eventsource';
import superjson from 'superjson';
import type { AppRouter } from './router.ts';

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
export type TouchlineClient = TRPCClient<AppRouter>;

export interface ClientOptions {
	/** Of the console, such as http://127.0.0.1:3000. */
	url: string;
	/** An API token, or the admin's password; without either, only what is public answers. */
	token?: string;
	password?: string;
}

/** A typed client for other programs on Node: queries, mutations, and subscriptions that reconnect by themselves. */
export function createTouchlineClient({ url, token, password }: ClientOptions): TouchlineClient {
	const endpoint = new URL('/trpc', url).href;
	const headers = {
		...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		...(password === undefined ? {} : { 'x-admin-password': password }),
	};
	return createTRPCClient<AppRouter>({
		links: [
			splitLink({
				condition: ({ type }) => type === 'subscription',
				true: httpSubscriptionLink({
					url: endpoint,
					transformer: superjson,
					EventSource,
					eventSourceOptions: {
						fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
					},
				}),
				// A query with hundreds of ids is longer than an address may be.
				false: httpBatchLink({ url: endpoint, transformer: superjson, headers, methodOverride: 'POST' }),
			}),
		],
	});
}
