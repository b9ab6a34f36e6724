/**
 * An order in which similar things stand beside each other.
 *
 * Average-linkage clustering, then the leaf order of that tree with the smallest sum of distances
 * between neighbours (Bar-Joseph, Gifford and Jaakkola 2001). Deterministic: ties go to the lower
 * index. O(n³) time and O(n²) space, for the few dozen rows that a matrix on a page can show.
 */

/** A cluster of a dendrogram: a leaf, or two clusters and all their leaves. */
interface Cluster {
  leaves: number[];
  left?: Cluster;
  right?: Cluster;
}

/** Orders `0..count` by how far apart things are; `distance` must be symmetric. */
export function seriate(count: number, distance: (a: number, b: number) => number): number[] {
  if (count < 3) return Array.from({ length: count }, (_, index) => index);
  const table = distanceTable(count, distance);
  const order = bestLeafOrder(averageLinkage(count, table), count, table);
  // An order and its reverse are equally good; the one that starts lower is taken.
  return (order[0] ?? 0) <= (order[count - 1] ?? 0) ? order : order.reverse();
}

/** The sum of distances between neighbours of an order: what seriation makes small. */
export function pathLength(order: readonly number[], distance: (a: number, b: number) => number) {
  let sum = 0;
  for (let at = 1; at < order.length; at++) {
    sum += distance(order[at - 1] as number, order[at] as number);
  }
  return sum;
}

function distanceTable(count: number, distance: (a: number, b: number) => number): Float64Array {
  const table = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const between = distance(a, b);
      table[a * count + b] = between;
      table[b * count + a] = between;
    }
  }
  return table;
}

function averageLinkage(count: number, table: Float64Array): Cluster {
  const between = Float64Array.from(table);
  const clusters: (Cluster | undefined)[] = Array.from({ length: count }, (_, leaf) => ({
    leaves: [leaf],
  }));
  for (let merges = 1; merges < count; merges++) {
    const [a, b] = closestPair(clusters, between, count);
    const left = clusters[a] as Cluster;
    const right = clusters[b] as Cluster;
    for (let other = 0; other < count; other++) {
      if (other === a || other === b || !clusters[other]) continue;
      const near = between[a * count + other] as number;
      const far = between[b * count + other] as number;
      const sizes = left.leaves.length + right.leaves.length;
      const mean = (near * left.leaves.length + far * right.leaves.length) / sizes;
      between[a * count + other] = mean;
      between[other * count + a] = mean;
    }
    clusters[a] = { leaves: [...left.leaves, ...right.leaves], left, right };
    clusters[b] = undefined;
  }
  return clusters[0] as Cluster;
}

function closestPair(
  clusters: readonly (Cluster | undefined)[],
  between: Float64Array,
  count: number,
): [number, number] {
  let best: [number, number] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < count; a++) {
    if (!clusters[a]) continue;
    for (let b = a + 1; b < count; b++) {
      if (!clusters[b]) continue;
      const distance = between[a * count + b] as number;
      if (distance < least) {
        least = distance;
        best = [a, b];
      }
    }
  }
  return best;
}

/**
 * For every pair of leaves that can be the two ends of their smallest common cluster: the least
 * length of an order of that cluster with those ends, and the two leaves where its halves meet.
 */
interface Ends {
  length: Float64Array;
  meetLeft: Int32Array;
  meetRight: Int32Array;
}

function bestLeafOrder(root: Cluster, count: number, table: Float64Array): number[] {
  const ends: Ends = {
    length: new Float64Array(count * count),
    meetLeft: new Int32Array(count * count),
    meetRight: new Int32Array(count * count),
  };
  fillEnds(root, count, table, ends);
  let best: [number, number] = [root.leaves[0] as number, root.leaves[0] as number];
  let least = Number.POSITIVE_INFINITY;
  for (const first of root.left?.leaves ?? []) {
    for (const last of root.right?.leaves ?? []) {
      const length = ends.length[first * count + last] as number;
      if (length < least) {
        least = length;
        best = [first, last];
      }
    }
  }
  return between(root, best[0], best[1], count, ends);
}

function fillEnds(cluster: Cluster, count: number, table: Float64Array, ends: Ends): void {
  const { left, right } = cluster;
  if (!left || !right) return;
  fillEnds(left, count, table, ends);
  fillEnds(right, count, table, ends);
  for (const first of left.leaves) {
    const inner = otherEnds(left, first);
    // The least way from `first` through all of the left half to each leaf of the right half.
    const bridge = right.leaves.map((meet) => {
      let least = Number.POSITIVE_INFINITY;
      let via = first;
      for (const last of inner) {
        const length =
          (ends.length[first * count + last] as number) + (table[last * count + meet] as number);
        if (length < least) {
          least = length;
          via = last;
        }
      }
      return { meet, via, length: least };
    });
    const bridges = new Map(bridge.map((each) => [each.meet, each]));
    for (const last of right.leaves) {
      let least = Number.POSITIVE_INFINITY;
      for (const meet of otherEnds(right, last)) {
        const step = bridges.get(meet);
        if (!step) continue;
        const length = step.length + (ends.length[meet * count + last] as number);
        if (length < least) {
          least = length;
          record(ends, count, first, last, length, step.via, meet);
        }
      }
    }
  }
}

/** The leaves that can be at the other end of a cluster when `leaf` is at one. */
function otherEnds(cluster: Cluster, leaf: number): readonly number[] {
  if (!cluster.left || !cluster.right) return cluster.leaves;
  return cluster.left.leaves.includes(leaf) ? cluster.right.leaves : cluster.left.leaves;
}

function record(
  ends: Ends,
  count: number,
  first: number,
  last: number,
  length: number,
  meetFirst: number,
  meetLast: number,
): void {
  ends.length[first * count + last] = length;
  ends.length[last * count + first] = length;
  ends.meetLeft[first * count + last] = meetFirst;
  ends.meetRight[first * count + last] = meetLast;
  ends.meetLeft[last * count + first] = meetLast;
  ends.meetRight[last * count + first] = meetFirst;
}

/** The leaves of a cluster in their best order from `first` to `last`. */
function between(
  cluster: Cluster,
  first: number,
  last: number,
  count: number,
  ends: Ends,
): number[] {
  const { left, right } = cluster;
  if (!left || !right) return [first];
  const [head, tail] = left.leaves.includes(first) ? [left, right] : [right, left];
  const at = first * count + last;
  return [
    ...between(head, first, ends.meetLeft[at] as number, count, ends),
    ...between(tail, ends.meetRight[at] as number, last, count, ends),
  ];
}
