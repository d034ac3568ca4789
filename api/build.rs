//! Builds the program again when a file of the jurisdiction inside it comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=../jurisdictions/zhundong");
}
