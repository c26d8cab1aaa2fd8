// Which item of the picker's grid a key leads to.

/**
 * @param {String} key
 * @param {Boolean} isRtl
 * @param {Number} columns of the grid
 * @returns {Number} items to go forward, negative backward; 0 for another key
 */
export function itemsToGo(key, isRtl, columns) {
    const toTheRight = isRtl ? -1 : 1;
    const steps = {
        ArrowRight: toTheRight,
        ArrowLeft: -toTheRight,
        ArrowDown: columns,
        ArrowUp: -columns,
    };
    return steps[key] || 0;
}
