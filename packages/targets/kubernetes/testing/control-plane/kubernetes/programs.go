//go:build programs

// Package programs keeps what the tests build in go.mod: a real interface and a real controller manager of Kubernetes.
package programs

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)
