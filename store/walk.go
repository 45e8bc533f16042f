package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// A walker reads a bbolt file by itself, page by page. Where bbolt, given a damaged file, panics, reads outside its mapping or recurses
// for ever, a walker notes the first thing that is wrong and goes on with the rest. So it can tell whether a file is sound, at a small
// part of the cost of bbolt's own check, and read what is left of one that is not.
//
// It makes sure that each page is what it says it is and serves once, that the elements of a page lie inside it, and that keys are in
// order from the root down. What lies in a record it leaves to visit.
//
// The format: https://github.com/etcd-io/bbolt, internal/common. Numbers have the machine's byte order.
type walker struct {
	file  io.ReaderAt
	head  head
	seen  []uint64 // one bit a page
	bufs  [][]byte // one a level of the tree
	visit visitor
	wrong error
}

// A visitor is shown the records of a file. First comes each bucket itself, with no key. What it is given lasts until it returns, and
// its error counts as something wrong with the file.
type visitor func(bucket string, key, value []byte) error

const (
	headerSize  = 16 // of a page, and of each element's part at its front
	magic       = 0xED0CDAED
	version     = 2
	branchPage  = 0x01
	leafPage    = 0x02
	freePage    = 0x10
	recordEntry = 0x00
	bucketEntry = 0x01
	noFreelist  = ^uint64(0)
	maxDepth    = 64
)

var order = binary.NativeEndian

// walk walks through a file and returns the first thing that is wrong with it.
func walk(file io.ReaderAt, visit visitor) error {
	head, err := readHead(file)
	if head.pageSize == 0 {
		return err
	}
	w := &walker{file: file, head: head, visit: visit, seen: make([]uint64, head.pages/64+1), wrong: err}
	w.tree("", head.root, span{}, 0)
	w.freelist()
	if _, err := file.ReadAt(make([]byte, 1), int64(head.pages)*head.pageSize-1); err != nil {
		w.note("its end: %w", err)
	}
	return w.wrong
}

func (w *walker) note(format string, args ...any) {
	if w.wrong == nil {
		w.wrong = fmt.Errorf(format, args...)
	}
}

// A head is what one of the two meta pages says: where everything else is.
type head struct {
	pageSize              int64
	root, freelist, pages uint64
	change                uint64 // the number of the transaction that wrote it
}

// readHead reads the newer of the heads that are sound. The second lies at the page size, which only a head tells: hence the trying.
//
// bbolt makes do with one sound head. But a head fits into one sector, which a disk writes as a whole, so that when one is not sound it
// was damaged later; and if it was the newer, bbolt goes back one transaction without a word. So there is an error as well then.
func readHead(file io.ReaderAt) (newest head, err error) {
	sound := 0
	for _, at := range []int64{0, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16} {
		h, ok := headAt(file, at)
		if !ok || at != 0 && at != h.pageSize {
			continue
		}
		if sound++; sound == 1 || h.change > newest.change {
			newest = h
		}
	}
	if sound < 2 {
		err = fmt.Errorf("%d of its 2 heads can be read", sound)
	}
	return newest, err
}

func headAt(file io.ReaderAt, at int64) (h head, ok bool) {
	var b [64]byte
	if _, err := file.ReadAt(b[:], at+headerSize); err != nil {
		return h, false
	}
	sum := fnv.New64a()
	sum.Write(b[:56])
	h = head{
		pageSize: int64(order.Uint32(b[8:])), root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]),
		pages: order.Uint64(b[40:]), change: order.Uint64(b[48:]),
	}
	ok = order.Uint32(b[:]) == magic && order.Uint32(b[4:]) == version && order.Uint64(b[56:]) == sum.Sum64()
	return h, ok && h.pageSize >= 1<<10 && h.pages < 1<<31
}

// A span is where the keys of a subtree must lie: from low up to, but without, high. A nil one has no bound.
type span struct{ low, high []byte }

func (s span) holds(key []byte) bool {
	return bytes.Compare(s.low, key) <= 0 && (s.high == nil || bytes.Compare(key, s.high) < 0)
}

// tree walks the pages under the one with the given number. The bucket named "" is the one that holds the others.
func (w *walker) tree(bucket string, page uint64, keys span, depth int) {
	p, err := w.page(page, depth)
	if err != nil {
		w.note("%w", err)
		return
	}
	switch order.Uint16(p[8:]) {
	case branchPage:
		w.branch(bucket, p, keys, depth)
	case leafPage:
		w.leaf(bucket, p, keys, depth)
	default:
		w.note("page %d is neither branch nor leaf", page)
	}
}

// page reads a page, with those that continue it, into the buffer of a level, and marks them as in use.
func (w *walker) page(page uint64, depth int) ([]byte, error) {
	if page < 2 || page >= w.head.pages || depth >= maxDepth {
		return nil, fmt.Errorf("page %d cannot be", page)
	}
	p := w.buffer(depth, w.head.pageSize)
	at := int64(page) * w.head.pageSize
	if _, err := w.file.ReadAt(p, at); err != nil {
		return nil, fmt.Errorf("page %d: %w", page, err)
	}
	more := uint64(order.Uint32(p[12:]))
	if order.Uint64(p) != page || page+more >= w.head.pages {
		return nil, fmt.Errorf("page %d is another", page)
	}
	if !w.use(page, more) {
		return nil, fmt.Errorf("page %d serves twice", page)
	}
	if more == 0 {
		return p, nil
	}
	p = w.buffer(depth, int64(more+1)*w.head.pageSize)
	_, err := w.file.ReadAt(p, at)
	return p, err
}

func (w *walker) buffer(depth int, size int64) []byte {
	for len(w.bufs) <= depth {
		w.bufs = append(w.bufs, nil)
	}
	if int64(cap(w.bufs[depth])) < size {
		w.bufs[depth] = make([]byte, size)
	}
	return w.bufs[depth][:size]
}

// use marks a page and those after it, and tells whether all of them were unused.
func (w *walker) use(page, more uint64) bool {
	fresh := true
	for p := page; p <= page+more; p++ {
		bit := uint64(1) << (p % 64)
		fresh = fresh && w.seen[p/64]&bit == 0
		w.seen[p/64] |= bit
	}
	return fresh
}

// part cuts out what an element at the given place points to, and tells whether it lies inside the page.
func part(p []byte, element int, pos, size uint32) ([]byte, bool) {
	from := uint64(element) + uint64(pos)
	to := from + uint64(size)
	if to > uint64(len(p)) {
		return nil, false
	}
	return p[from:to:to], true
}

// elements counts the elements of a page, of which those can be there that have room.
func (w *walker) elements(p []byte) int {
	n := int(order.Uint16(p[10:]))
	if room := (len(p) - headerSize) / headerSize; n > room {
		w.note("a page of %d bytes has %d elements", len(p), n)
		return room
	}
	return n
}

func (w *walker) branch(bucket string, p []byte, keys span, depth int) {
	n := w.elements(p)
	if n == 0 {
		w.note("a branch has no leaves")
	}
	for i := range n {
		key, ok := branchKey(p, i)
		below := span{key, keys.high}
		if i+1 < n {
			below.high, _ = branchKey(p, i+1)
		}
		if !ok || !keys.holds(key) || !below.holds(key) {
			w.note("the keys of a branch are not in order")
			below = span{}
		}
		w.tree(bucket, order.Uint64(p[headerSize*(i+1)+8:]), below, depth+1)
	}
}

func branchKey(p []byte, i int) ([]byte, bool) {
	e := headerSize * (i + 1)
	return part(p, e, order.Uint32(p[e:]), order.Uint32(p[e+4:]))
}

func (w *walker) leaf(bucket string, p []byte, keys span, depth int) {
	var last []byte
	for i := range w.elements(p) {
		e := headerSize * (i + 1)
		pos, size := order.Uint32(p[e+4:]), order.Uint32(p[e+8:])
		key, ok := part(p, e, pos, size)
		value, ok2 := part(p, e, pos+size, order.Uint32(p[e+12:]))
		if !ok || !ok2 || len(key) == 0 {
			w.note("a record of %q lies outside its page", bucket)
			continue
		}
		if !keys.holds(key) || bytes.Compare(last, key) >= 0 {
			w.note("the keys of %q are not in order", bucket)
		}
		last = key
		w.entry(bucket, order.Uint32(p[e:]), key, value, depth)
	}
}

// entry visits a record, or walks through a bucket.
func (w *walker) entry(bucket string, kind uint32, key, value []byte, depth int) {
	if bucket == "" && kind == bucketEntry {
		w.bucket(string(key), value, depth+1)
		return
	}
	if bucket == "" || kind != recordEntry {
		w.note("bucket %q holds what it cannot", bucket)
		return
	}
	if err := w.visit(bucket, key, value); err != nil {
		w.note("%w", err)
	}
}

// bucket walks through a bucket. A small one lies in its parent as a page of its own, behind its header.
func (w *walker) bucket(name string, value []byte, depth int) {
	if err := w.visit(name, nil, nil); err != nil {
		w.note("%w", err)
	}
	switch {
	case len(value) < headerSize:
		w.note("bucket %q has no header", name)
	case order.Uint64(value) != 0:
		w.tree(name, order.Uint64(value), span{}, depth)
	case len(value) < 2*headerSize || order.Uint16(value[headerSize+8:]) != leafPage:
		w.note("bucket %q has no page", name)
	default:
		w.leaf(name, value[headerSize:], span{}, depth)
	}
}

// freelist makes sure that no page is in use and free.
func (w *walker) freelist() {
	if w.head.freelist == noFreelist {
		return
	}
	p, err := w.page(w.head.freelist, 0)
	if err != nil {
		w.note("free list: %w", err)
		return
	}
	n, at := uint64(order.Uint16(p[10:])), uint64(headerSize)
	if n == 0xFFFF {
		n, at = order.Uint64(p[at:]), at+8
	}
	if order.Uint16(p[8:]) != freePage || n > (uint64(len(p))-at)/8 {
		w.note("free list is none")
		return
	}
	for ; n > 0; n, at = n-1, at+8 {
		page := order.Uint64(p[at:])
		if page < 2 || page >= w.head.pages || !w.use(page, 0) {
			w.note("page %d is free and in use", page)
			return
		}
	}
}
