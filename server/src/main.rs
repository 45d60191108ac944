fn main() {
    println!("tiendo");
}
