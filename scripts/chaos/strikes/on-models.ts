import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput } from '../../model-server/faults.ts';
import type { Arena } from '../arena.ts';

/** Real milliseconds for which every call meets the fault. */
const LASTS = 3_000;

/** Breaks every model for a while. */
export async function breakModels({ modelsUrl, signal }: Arena, fault: FaultInput): Promise<string> {
	await setFaults(modelsUrl, 'PUT', [fault]);
	try {
		await sleep(LASTS, undefined, { signal });
	} finally {
		await setFaults(modelsUrl, 'DELETE');
	}
	return `for ${LASTS / 1_000} s`;
}

async function setFaults(modelsUrl: string, method: 'PUT' | 'DELETE', faults?: FaultInput[]): Promise<void> {
	const response = await fetch(new URL('/faults', modelsUrl), {
		method,
		headers: { 'content-type': 'application/json' },
		...(faults ? { body: JSON.stringify(faults) } : {}),
	});
	if (!response.ok)
		throw new Error(`The stand-in models answered ${method} /faults with ${response.status}.`);
}
