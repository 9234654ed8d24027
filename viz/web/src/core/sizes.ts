/** Of a node, in pixels at scale 1: by how many documents mention it. */
export const node_size = (documents: number): number => Math.min(20 + Math.log2(documents + 1) * 6, 60);
/** Of a link: by how many documents tell it. */
export const link_width = (support: number): number => Math.min(1 + Math.log2(support + 1) * 0.6, 5);
