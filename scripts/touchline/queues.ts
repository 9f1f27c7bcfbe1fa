import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../server/errors.ts';
import type { QueueReport } from '../../server/pipeline/queues/queue-report.ts';
import { confirm } from './confirm.ts';
import { type Asking, addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { heldUpText, queuesText } from './queue-text.ts';
import type { Shell } from './shell.ts';

export function addQueues(program: Command, shell: Shell): void {
	const queues = addCommonOptions(program.command('queues'))
		.description('Says what each queue holds and waits for, and how many of its jobs are worked on at once.')
		.action(async ({ url, json }: CommonOptions) => {
			const all = await ask(shell, { url }, list);
			shell.out.write(json ? `${JSON.stringify(all)}\n` : `${queuesText(all)}\n`);
		});
	addPause(queues, shell);
	addResume(queues, shell);
	addConcurrency(queues, shell);
}

const QUEUE = 'its name, as `queues` tells it';

function addPause(queues: Command, shell: Shell): void {
	addCommonOptions(queues.command('pause'))
		.description('Lets nothing be taken from a queue until it is resumed; what is running ends.')
		.argument('<queue>', QUEUE)
		.option('-y, --yes', 'goes ahead without asking', false)
		.addHelpText(
			'after',
			'\nExit code 0: it is paused, now or before, or you said no; 1: there is no such queue.',
		)
		.action(async (queue: string, options: CommonOptions & { yes: boolean }) => {
			const before = await named(shell, options, queue);
			const question = `${heldUpText(before)} Pause the queue "${before.label}"?`;
			if (!(await confirm(shell, question, options.yes))) return void shell.out.write('Nothing was done.\n');
			await ask(shell, options, (asking) => asking.client.queues.pause.mutate({ queue }, asking.options));
			await print(shell, options, queue);
		});
}

function addResume(queues: Command, shell: Shell): void {
	addCommonOptions(queues.command('resume'))
		.description('Lets the jobs of a paused queue be taken again.')
		.argument('<queue>', QUEUE)
		.addHelpText('after', '\nExit code 0: it goes on, now or before; 1: there is no such queue.')
		.action(async (queue: string, options: CommonOptions) => {
			await ask(shell, options, (asking) => asking.client.queues.resume.mutate({ queue }, asking.options));
			await print(shell, options, queue);
		});
}

function addConcurrency(queues: Command, shell: Shell): void {
	addCommonOptions(queues.command('concurrency'))
		.description(
			'Sets how many jobs of a queue each worker process works on at once, within seconds and over restarts.',
		)
		.argument('<queue>', QUEUE)
		.argument('<jobs>', 'a number, or "default"', jobsOrDefault)
		.addHelpText('after', '\nExit code 0: it is so, now or before; 1: the queue does not take that number.')
		.action(async (queue: string, jobs: number | 'default', options: CommonOptions) => {
			await ask(shell, options, ({ client, options: patience }) =>
				jobs === 'default'
					? client.queues.resetConcurrency.mutate({ queue }, patience)
					: client.queues.setConcurrency.mutate({ queue, concurrency: jobs }, patience),
			);
			await print(shell, options, queue);
		});
}

function list({ client, options }: Asking): Promise<QueueReport[]> {
	return client.queues.list.query({}, options);
}

async function named(shell: Shell, options: CommonOptions, name: string): Promise<QueueReport> {
	const all = await ask(shell, options, list);
	const found = all.find((queue) => queue.name === name);
	if (found) return found;
	const names = all.map((queue) => queue.name).join(', ');
	throw new AppError('not-found', `There is no queue "${name}": the queues are ${names}.`);
}

/** How the queue is now. */
async function print(shell: Shell, options: CommonOptions, name: string): Promise<void> {
	const queue = await named(shell, options, name);
	shell.out.write(options.json ? `${JSON.stringify(queue)}\n` : `${queuesText([queue])}\n`);
}

function jobsOrDefault(text: string): number | 'default' {
	if (text === 'default') return text;
	if (/^\d+$/.test(text)) return Number(text);
	throw new InvalidArgumentError('It must be a whole number, or "default".');
}
