package store

import (
	"bytes"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// A Tx is a transaction: all of it is kept, or nothing. It lasts as long as the function to which it was given, and belongs to that
// function's goroutine. Its reading methods return no errors: what is not there is zero, and should the file turn out to be damaged,
// the function does not go on, and View or Update returns ErrDamaged.
//
// Ids that cannot be, empty ones and those with a NUL, are found nowhere and cannot be written.
type Tx struct {
	handle  *handle // nil: there is no file, and nothing in it
	buckets [bucketCount]*bbolt.Bucket
}

// has tells whether the file has a bucket.
func (tx *Tx) has(b bucket) bool {
	if tx.handle == nil {
		return false
	}
	defer tx.handle.guard()
	return tx.buckets[b] != nil || tx.handle.tx.Bucket([]byte(bucketNames[b])) != nil
}

// bucket must be called under guard.
func (tx *Tx) bucket(b bucket) *bbolt.Bucket {
	if tx.buckets[b] == nil {
		tx.buckets[b] = tx.handle.tx.Bucket([]byte(bucketNames[b]))
	}
	if tx.buckets[b] == nil {
		panic("bucket " + bucketNames[b] + " is missing")
	}
	return tx.buckets[b]
}

// get reads what lies under a key with a function that takes it out of the file's memory.
func get[T any](tx *Tx, b bucket, key []byte, read func([]byte) (T, error)) (v T, ok bool) {
	if tx.handle == nil || len(key) == 0 {
		return v, false
	}
	defer tx.handle.guard()
	raw := tx.bucket(b).Get(key)
	if raw == nil {
		return v, false
	}
	return sure(read(raw)), true
}

// sure panics, under guard, when a record cannot be read.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func text(raw []byte) (string, error) { return string(raw), nil }

func put[T any](tx *Tx, b bucket, key []byte, v T) error {
	raw, err := encode(v)
	if err != nil {
		return err
	}
	return tx.put(b, key, raw)
}

func (tx *Tx) put(b bucket, key, value []byte) error {
	if tx.handle == nil {
		return berrors.ErrTxNotWritable
	}
	defer tx.handle.guard()
	return tx.bucket(b).Put(key, value)
}

func (tx *Tx) delete(b bucket, key []byte) error {
	if tx.handle == nil {
		return berrors.ErrTxNotWritable
	}
	defer tx.handle.guard()
	return tx.bucket(b).Delete(key)
}

// replace puts a value unless it is there already.
func (tx *Tx) replace(b bucket, key, value []byte) error {
	if same, _ := get(tx, b, key, func(raw []byte) (bool, error) { return bytes.Equal(raw, value), nil }); same {
		return nil
	}
	return tx.put(b, key, value)
}

// furnishIndex makes the index of what is due if the file has none.
func (tx *Tx) furnishIndex() error {
	if tx.handle == nil {
		return berrors.ErrTxNotWritable
	}
	defer tx.handle.guard()
	_, err := tx.handle.tx.CreateBucketIfNotExists([]byte(bucketNames[dates]))
	return err
}

// keys are the keys of all records of some buckets, also those that cannot be.
func (tx *Tx) keys(of ...bucket) map[string]bool {
	defer tx.handle.guard()
	keys := make(map[string]bool)
	for _, b := range of {
		sure(0, tx.bucket(b).ForEach(func(k, _ []byte) error { keys[string(k)] = true; return nil }))
	}
	return keys
}

// count counts the records of a bucket, by its pages.
func (tx *Tx) count(b bucket) int {
	if tx.handle == nil {
		return 0
	}
	defer tx.handle.guard()
	return tx.bucket(b).Stats().KeyN
}
