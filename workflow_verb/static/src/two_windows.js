import {Record} from "@web/model/relational_model/record";
import {patch} from "@web/core/utils/patch";

const LINES = ["one2many", "many2many"];
const NOT_COMPARED = ["properties", "properties_definition", "json"];

/**
 * A save tells the server which values the form had loaded, so that models with steps
 * refuse to overwrite what another one has changed meanwhile. Other models ignore it.
 */
patch(Record.prototype, {
    get context() {
        const context = super.context;
        return this.loadedValues
            ? {...context, workflow_loaded: this.loadedValues}
            : context;
    },

    async _save(options = {}) {
        this.loadedValues = this.resId ? this._getLoadedValues() : null;
        const {onError} = options;
        if (onError) {
            options = {
                ...options,
                onError: (...problem) => {
                    this.isRefused = Boolean(this.resId);
                    return onError(...problem);
                },
            };
        }
        try {
            return await super._save(options);
        } catch (error) {
            this.isRefused = Boolean(this.resId);
            throw error;
        } finally {
            this.loadedValues = null;
        }
    },

    /** Discarded after a refusal, the form shows what is there by now. */
    async discard() {
        await super.discard(...arguments);
        if (this.isRefused) {
            this.isRefused = false;
            await this.load();
        }
    },

    /**
     * @returns {Object} {field: the value that was loaded} of the changed fields; of
     * lines, {field: {id of the line: the same}}
     */
    _getLoadedValues() {
        const loaded = {};
        for (const name of Object.keys(this._changes)) {
            const type = this.fields[name].type;
            if (LINES.includes(type)) {
                loaded[name] = this._getLoadedLines(this._changes[name]);
            } else if (name in this._values && !NOT_COMPARED.includes(type)) {
                loaded[name] = this._formatServerValue(type, this._values[name]);
            }
        }
        return loaded;
    },

    _getLoadedLines(list) {
        const lines = {};
        for (const line of Object.values(list._cache || {})) {
            if (line.resId && Object.keys(line._changes).length) {
                lines[line.resId] = line._getLoadedValues();
            }
        }
        return lines;
    },
});
