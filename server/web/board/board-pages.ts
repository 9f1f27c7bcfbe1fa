import type { AppViewRoute } from '@bull-board/api/typings/app';
import { ExpressAdapter } from '@bull-board/express';

/** A stylesheet of fonts from another site; the board has others to fall back on. */
const FOREIGN_FONTS = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/;

/** bull-board's pages, without what comes from another site. */
export class BoardPages extends ExpressAdapter {
	override setEntryRoute({ method, route, handler }: AppViewRoute): this {
		this.app[method](route, (_req, res, next) => {
			const { name, params } = handler({ basePath: this.basePath, uiConfig: this.uiConfig });
			res.render(name, params, (error: Error | null, html = '') => {
				if (error) return next(error);
				res.type('html').send(html.replace(FOREIGN_FONTS, ''));
			});
		});
		return this;
	}
}
