import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { describeError } from '../errors.ts';
import type { Logger } from '../log.ts';

/** Tells once that spans cannot be sent, and once that they can again; what could not be sent is lost. */
export class QuietExporter implements SpanExporter {
	#failing = false;

	constructor(
		private readonly inner: SpanExporter,
		private readonly url: string,
		private readonly log: Logger,
	) {}

	export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
		this.inner.export(spans, ({ code, error }) => {
			const failing = code !== ExportResultCode.SUCCESS;
			if (failing && !this.#failing) {
				this.log.warn(
					{ url: this.url },
					`traces cannot be sent: ${describeError(error ?? 'no reason given')}`,
				);
			} else if (!failing && this.#failing) {
				this.log.info({ url: this.url }, 'traces can be sent again');
			}
			this.#failing = failing;
			// An error that is handed on would be told each time.
			done({ code: ExportResultCode.SUCCESS });
		});
	}

	async forceFlush(): Promise<void> {
		await this.inner.forceFlush?.();
	}

	shutdown(): Promise<void> {
		return this.inner.shutdown();
	}
}
