import { PermanentError } from '../queue/outcomes.ts';

export const PROVIDER_IDS = ['together', 'synthetic'] as const;

/** Stored with every model and part of its queue's name: renaming one orphans both. */
export type ProviderId = (typeof PROVIDER_IDS)[number];

interface Provider {
	label: string;
	/** Of its OpenAI-compatible API, without a slash at the end. */
	baseUrl: string;
	/** The environment variable that holds its API key. */
	keyVariable: string;
}

export const PROVIDERS: Record<ProviderId, Provider> = {
	together: {
		label: 'Together AI',
		baseUrl: 'https://api.together.xyz/v1',
		keyVariable: 'TOGETHER_API_KEY',
	},
	synthetic: {
		label: 'Synthetic',
		baseUrl: 'https://api.synthetic.new/openai/v1',
		keyVariable: 'SYNTHETIC_API_KEY',
	},
};

/** The provider that a stored name stands for; undefined for one that is unknown by now. */
export function knownProvider(name: string): ProviderId | undefined {
	return PROVIDER_IDS.find((candidate) => candidate === name);
}

/** The provider that a stored name stands for. @throws PermanentError for an unknown one */
export function providerId(name: string): ProviderId {
	const id = knownProvider(name);
	if (id === undefined) {
		throw new PermanentError(
			`Unknown model provider "${name}"; the providers are ${PROVIDER_IDS.join(', ')}.`,
		);
	}
	return id;
}

/** What to say of a provider by its stored name; one that Touchline no longer knows is told by that, and has no key. */
export function describeProvider(name: string): { label: string; keyVariable: string | null } {
	const id = knownProvider(name);
	return id === undefined ? { label: name, keyVariable: null } : PROVIDERS[id];
}

export interface ProviderConfig {
	/** Any OpenAI-compatible server; it then answers for every provider, without a key. */
	modelsUrl?: string | undefined;
	apiKeys: Partial<Record<ProviderId, string | undefined>>;
	/** Instead of a provider's public address; the provider's key is sent there. */
	baseUrls: Partial<Record<ProviderId, string | undefined>>;
}

/** Where the calls for a provider's models go. */
export interface Endpoint {
	/** For messages: the provider's name, or the address of the server that stands in for it. */
	label: string;
	/** Without a slash at the end. */
	baseUrl: string;
	apiKey: string | null;
}

/**
 * The endpoint of a provider. An address without a path gets `/v1`.
 * No key ever goes to `modelsUrl`: it may be anyone's server.
 * @throws PermanentError for an unknown provider, an address that is no URL, or a missing key.
 */
export function resolveEndpoint(config: ProviderConfig, provider: string): Endpoint {
	if (config.modelsUrl) {
		const baseUrl = normalizeBaseUrl(config.modelsUrl);
		return { label: new URL(baseUrl).host, baseUrl, apiKey: null };
	}
	const id = providerId(provider);
	const { label, baseUrl, keyVariable } = PROVIDERS[id];
	const apiKey = config.apiKeys[id];
	if (!apiKey) {
		throw new PermanentError(`No API key for ${label}: set ${keyVariable}.`);
	}
	return { label, baseUrl: normalizeBaseUrl(config.baseUrls[id] ?? baseUrl), apiKey };
}

function normalizeBaseUrl(address: string): string {
	if (!URL.canParse(address) || !/^https?:/i.test(address)) {
		throw new PermanentError(
			`The models' address "${address}" is not a URL; it looks like http://127.0.0.1:8080/v1.`,
		);
	}
	const url = new URL(address);
	const path = url.pathname.replace(/\/+$/, '');
	return `${url.origin}${path || '/v1'}`;
}
